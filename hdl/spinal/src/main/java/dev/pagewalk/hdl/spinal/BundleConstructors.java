package dev.pagewalk.hdl.spinal;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes each constructor of a bundle pass its arguments to {@link Names#constructed}, right after the constructor of the
 * base class. SpinalHDL makes further bundles of a type for registers, multiplexers and vectors; for Scala it finds the
 * arguments in the fields of a case class.
 */
final class BundleConstructors {
    private static final String NAMES = Type.getInternalName(Names.class);
    private static final String DESCRIPTOR =
            "(Ljava/lang/Object;Ljava/lang/Class;Ljava/lang/invoke/MethodType;[Ljava/lang/Object;)V";

    private BundleConstructors() {}

    static void remember(ClassNode type, MethodNode constructor) {
        AbstractInsnNode base = baseCall(type, constructor);
        if (base != null) {
            constructor.instructions.insert(base, call(type, constructor));
        }
    }

    /** The call of the base class's constructor; null when another constructor of this class is called. */
    private static AbstractInsnNode baseCall(ClassNode type, MethodNode constructor) {
        int open = 0;
        for (AbstractInsnNode i : constructor.instructions) {
            if (i.getOpcode() == Opcodes.NEW) {
                open++;
            } else if (i instanceof MethodInsnNode call
                    && call.getOpcode() == Opcodes.INVOKESPECIAL
                    && call.name.equals("<init>")) {
                if (open == 0) {
                    return call.owner.equals(type.superName) ? call : null;
                }
                open--;
            }
        }
        return null;
    }

    private static InsnList call(ClassNode type, MethodNode constructor) {
        Type[] parameters = Type.getArgumentTypes(constructor.desc);
        InsnList code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new LdcInsnNode(Type.getObjectType(type.name)));
        code.add(new LdcInsnNode(Type.getMethodType(constructor.desc)));
        code.add(new LdcInsnNode(parameters.length));
        code.add(new TypeInsnNode(Opcodes.ANEWARRAY, "java/lang/Object"));
        int slot = 1;
        for (int i = 0; i < parameters.length; i++) {
            code.add(new InsnNode(Opcodes.DUP));
            code.add(new LdcInsnNode(i));
            code.add(new VarInsnNode(parameters[i].getOpcode(Opcodes.ILOAD), slot));
            box(parameters[i], code);
            code.add(new InsnNode(Opcodes.AASTORE));
            slot += parameters[i].getSize();
        }
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, NAMES, "constructed", DESCRIPTOR));
        return code;
    }

    private static void box(Type parameter, InsnList code) {
        String boxed =
                switch (parameter.getSort()) {
                    case Type.BOOLEAN -> "java/lang/Boolean";
                    case Type.BYTE -> "java/lang/Byte";
                    case Type.CHAR -> "java/lang/Character";
                    case Type.SHORT -> "java/lang/Short";
                    case Type.INT -> "java/lang/Integer";
                    case Type.LONG -> "java/lang/Long";
                    case Type.FLOAT -> "java/lang/Float";
                    case Type.DOUBLE -> "java/lang/Double";
                    default -> null;
                };
        if (boxed != null) {
            String descriptor = "(" + parameter.getDescriptor() + ")L" + boxed + ";";
            code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, boxed, "valueOf", descriptor));
        }
    }
}
