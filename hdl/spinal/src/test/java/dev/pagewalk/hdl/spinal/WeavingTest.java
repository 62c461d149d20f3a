package dev.pagewalk.hdl.spinal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.hdl.spinal.samples.CloneSample;
import dev.pagewalk.hdl.spinal.samples.Lookup;
import dev.pagewalk.hdl.spinal.samples.ReferenceSample;
import dev.pagewalk.hdl.spinal.samples.RegisterSample;
import dev.pagewalk.hdl.spinal.samples.SuppliedSample;
import dev.pagewalk.hdl.spinal.samples.WeavingSample;
import dev.pagewalk.hdl.spinal.samples.inner.ForeignBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class WeavingTest {
    private static final ClassLoader PLAIN = WeavingTest.class.getClassLoader();
    private final Weaver weaver = new Weaver(new HardwareTypes(PLAIN));

    @TempDir
    Path directory;

    @Test
    void shouldNameEveryShapeOfFieldAndLeaveEveryScope() throws Exception {
        Netlist netlist = Elaboration.generate(
                ElaborationOptions.into(directory), WeavingSample.class, WeavingSample.parameters(4, true));

        Golden.assertMatches("WeavingSample", netlist);
    }

    @Test
    void shouldMakeMoreBundlesOfATypeWithParameters() throws Exception {
        Netlist netlist = Elaboration.generate(ElaborationOptions.into(directory), CloneSample.class, 4);

        Golden.assertMatches("CloneSample", netlist);
    }

    @Test
    void shouldTakeTheOtherBranchOfAConstructor() throws Exception {
        Netlist netlist = Elaboration.generate(
                ElaborationOptions.into(directory), WeavingSample.class, WeavingSample.parameters(4, false));

        assertThat(Files.readString(netlist.files().get(0))).contains("Increment chosen (");
    }

    @Test
    void shouldBuildTheComponentOfASupplier() {
        Netlist netlist = Elaboration.generate(ElaborationOptions.into(directory), SuppliedSample.class, 4);

        assertThat(netlist.top()).isEqualTo("Lookup");
        assertThat(netlist.ports()).contains(new Port("key", Port.Direction.INPUT, 4));
    }

    @Test
    void shouldRefuseConstructorReferenceOfAComponent() {
        assertThatThrownBy(() -> Elaboration.generate(ElaborationOptions.into(directory), ReferenceSample.class))
                .isInstanceOf(WeavingException.class)
                .hasMessage("a constructor reference of a component cannot be woven: class="
                        + ReferenceSample.class.getName() + ", reference=Children.Silent::new;"
                        + " write () -> new Children.Silent(...)");
    }

    @Test
    void shouldRefuseComponentOutsideTheWovenPackages() {
        assertThatThrownBy(() -> Elaboration.generate(
                        ElaborationOptions.into(directory),
                        List.of("dev.pagewalk.hdl.elsewhere"),
                        Lookup.class.getName(),
                        new Lookup.Parameters(4, 8)))
                .isInstanceOf(WeavingException.class)
                .hasMessageContaining("hardware class is not woven: class=" + Lookup.class.getName());
    }

    @Test
    void shouldRefuseBundleOutsideTheWovenPackages() {
        assertThatThrownBy(() -> Elaboration.generate(ElaborationOptions.into(directory), ForeignBundle.class))
                .isInstanceOf(WeavingException.class)
                .hasMessageContaining("hardware class is not woven: class=" + RegisterSample.Pair.class.getName());
    }

    @Test
    void shouldAcceptBundleOfAnotherWovenPackage() {
        Netlist netlist = Elaboration.generate(
                ElaborationOptions.into(directory),
                List.of("dev.pagewalk.hdl.spinal.samples"),
                ForeignBundle.class.getName());

        assertThat(netlist.ports()).extracting(Port::name).contains("pair_tag", "pair_used");
    }

    @Test
    void shouldReturnClassesWithoutHardwareUntouched() throws Exception {
        for (Class<?> type : List.of(Lookup.Parameters.class, WeavingTest.class)) {
            byte[] plain = bytes(type);

            assertThat(weaver.weave(plain)).isSameAs(plain);
        }
    }

    @Test
    void shouldMarkHardwareAsWoven() throws Exception {
        ClassNode woven = new ClassNode();
        new ClassReader(weaver.weave(bytes(Lookup.class))).accept(woven, 0);

        assertThat(woven.interfaces).containsExactly("dev/pagewalk/hdl/spinal/Woven");
    }

    @Test
    void shouldLeaveScopeOfANewComponentThatNoCopyKeeps() {
        String child = "dev/pagewalk/hdl/spinal/samples/Children$Silent";
        ClassWriter writer = new ClassWriter(0);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC,
                "dev/pagewalk/hdl/spinal/samples/SuppliedSample",
                null,
                "java/lang/Object",
                null);
        var method = writer.visitMethod(Opcodes.ACC_STATIC, "make", "()V", null, null);
        method.visitCode();
        method.visitTypeInsn(Opcodes.NEW, child);
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, child, "<init>", "()V", false);
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(1, 0);
        method.visitEnd();
        writer.visitEnd();

        ClassNode woven = new ClassNode();
        new ClassReader(weaver.weave(writer.toByteArray())).accept(woven, 0);

        MethodNode make = woven.methods.get(0);
        assertThat(make.instructions.toArray())
                .extracting(i -> i.getOpcode())
                .containsExactly(
                        Opcodes.NEW,
                        Opcodes.DUP,
                        Opcodes.INVOKESPECIAL,
                        Opcodes.INVOKEVIRTUAL,
                        Opcodes.POP,
                        Opcodes.RETURN);
        assertThat(make.maxStack).isEqualTo(2);
    }

    @Test
    void shouldRefuseArgumentThatOnlyExistsPlain() {
        assertThatThrownBy(() ->
                        Elaboration.generate(ElaborationOptions.into(directory), Lookup.class, new SuppliedSample(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot be passed to woven classes: class=" + SuppliedSample.class.getName()
                        + "; inside a woven package tree only records and enums can");
    }

    @Test
    void shouldSayWhichArgumentsNoConstructorTakes() {
        assertThatThrownBy(() -> Elaboration.generate(ElaborationOptions.into(directory), Lookup.class, 1, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no constructor: class=" + Lookup.class.getName()
                        + ", arguments=[java.lang.Integer, java.lang.String]");
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = PLAIN.getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }
}
