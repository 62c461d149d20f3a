package dev.pagewalk.hdl.spinal;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Does to one compiled Java class what SpinalHDL's compiler plugin does to Scala. No branch is added, so the frames of
 * the class stay valid and only the stack sizes are computed again.
 *
 * <ul>
 *   <li>Every value that a constructor stores in a field of a component, bundle or area is passed to
 *       {@link Names#named}.
 *   <li>Every {@code new} of a component or clocked area is followed by {@code postInitCallback()}, which leaves its
 *       scope.
 *   <li>A bundle remembers its constructor's arguments, see {@link BundleConstructors}.
 *   <li>The class gets the marker {@link Woven}.
 * </ul>
 */
final class Weaver {
    private static final String NAMES = Type.getInternalName(Names.class);
    private static final String WOVEN = Type.getInternalName(Woven.class);
    private static final String POST_INIT = "()Lspinal/idslplugin/PostInitCallback;";

    private final HardwareTypes types;

    Weaver(HardwareTypes types) {
        this.types = types;
    }

    /** The woven class file, or the given one when there is nothing to weave. */
    byte[] weave(byte[] plain) {
        ClassReader reader = new ClassReader(plain);
        ClassNode type = new ClassNode();
        reader.accept(type, 0);
        boolean hardware = types.isHardware(type.name);
        boolean changed = hardware;
        if (hardware) {
            type.interfaces.add(WOVEN);
        }
        for (MethodNode method : type.methods) {
            refuseConstructorReferences(type, method);
            changed |= leaveScopes(type, method);
            if (types.isNamer(type.name) && method.name.equals("<init>")) {
                nameFields(type, method);
                if (types.isBundle(type.name)) {
                    BundleConstructors.remember(type, method);
                }
            }
        }
        if (!changed) {
            return plain;
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.accept(writer);
        return writer.toByteArray();
    }

    /** {@code this.f = v} becomes {@code Names.named(this, v, "f"); this.f = v}. */
    private static void nameFields(ClassNode type, MethodNode method) {
        for (AbstractInsnNode i : method.instructions.toArray()) {
            if (i instanceof FieldInsnNode f
                    && f.getOpcode() == Opcodes.PUTFIELD
                    && f.owner.equals(type.name)
                    && f.desc.length() > 1
                    && f.name.indexOf('$') < 0) {
                InsnList call = new InsnList();
                call.add(new InsnNode(Opcodes.DUP2));
                call.add(new LdcInsnNode(f.name));
                call.add(new MethodInsnNode(
                        Opcodes.INVOKESTATIC,
                        NAMES,
                        "named",
                        "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;)V"));
                method.instructions.insertBefore(f, call);
            }
        }
    }

    /** {@code new X(...)} becomes {@code (X) new X(...).postInitCallback()}. */
    private boolean leaveScopes(ClassNode type, MethodNode method) {
        Deque<TypeInsnNode> open = new ArrayDeque<>();
        boolean changed = false;
        for (AbstractInsnNode i : method.instructions.toArray()) {
            if (i.getOpcode() == Opcodes.NEW) {
                open.push((TypeInsnNode) i);
            } else if (i instanceof MethodInsnNode call && isConstruction(call, open)) {
                TypeInsnNode made = open.pop();
                if (types.isScoped(made.desc)) {
                    leaveScope(method.instructions, made, call);
                    changed = true;
                }
            }
        }
        if (!open.isEmpty()) {
            throw new WeavingException("cannot match new and constructor: class=" + type.name + ", method="
                    + method.name + ", type=" + open.peek().desc);
        }
        return changed;
    }

    private static boolean isConstruction(MethodInsnNode call, Deque<TypeInsnNode> open) {
        return call.getOpcode() == Opcodes.INVOKESPECIAL
                && call.name.equals("<init>")
                && !open.isEmpty()
                && open.peek().desc.equals(call.owner);
    }

    private static void leaveScope(InsnList code, TypeInsnNode made, MethodInsnNode call) {
        boolean kept = made.getNext().getOpcode() == Opcodes.DUP;
        if (!kept) { // a compiler may leave out the copy of a value that nobody uses
            code.insert(made, new InsnNode(Opcodes.DUP));
        }
        InsnList leave = new InsnList();
        leave.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, made.desc, "postInitCallback", POST_INIT));
        leave.add(kept ? new TypeInsnNode(Opcodes.CHECKCAST, made.desc) : new InsnNode(Opcodes.POP));
        code.insert(call, leave);
    }

    private void refuseConstructorReferences(ClassNode type, MethodNode method) {
        for (AbstractInsnNode i : method.instructions) {
            if (i instanceof InvokeDynamicInsnNode dynamic) {
                for (Object argument : dynamic.bsmArgs) {
                    if (argument instanceof Handle handle
                            && handle.getTag() == Opcodes.H_NEWINVOKESPECIAL
                            && types.isScoped(handle.getOwner())) {
                        String made =
                                handle.getOwner().substring(handle.getOwner().lastIndexOf('/') + 1);
                        throw new WeavingException("a constructor reference of a component cannot be woven: class="
                                + type.name.replace('/', '.') + ", reference=" + made.replace('$', '.')
                                + "::new; write () -> new " + made.replace('$', '.') + "(...)");
                    }
                }
            }
        }
    }
}
