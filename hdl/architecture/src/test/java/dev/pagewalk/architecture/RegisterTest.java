package dev.pagewalk.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.List;

class RegisterTest {

    @Test
    void shouldNotLetRegistersOverlapOrLeaveTheWindow() {
        BitSet taken = new BitSet();
        for (Register register : Register.values()) {
            for (int i = 0; i < register.count(); i++) {
                int first = register.offset(i);
                assertThat(taken.get(first, first + register.bytes()).isEmpty())
                        .as("%s at %d", register, first)
                        .isTrue();
                assertThat(first % register.bytes())
                        .as("alignment of %s", register)
                        .isZero();
                taken.set(first, first + register.bytes());
            }
        }
        assertThat(taken.length()).isLessThanOrEqualTo(1024);
    }

    @Test
    void shouldKeepFieldsInsideTheirRegisterAndApart() {
        for (Register register : Register.values()) {
            assertDisjoint(register.label(), register.fields(), register.bytes() * 8);
        }
        assertDisjoint("device user", AxiUser.DEVICE_FIELDS, AxiUser.DEVICE_BITS);
        assertDisjoint("memory user", AxiUser.MEMORY_FIELDS, AxiUser.MEMORY_BITS);
    }

    @Test
    void shouldFindRegistersByAnyOfTheirBytes() {
        assertThat(Register.at(0)).contains(Register.CAPABILITIES);
        assertThat(Register.at(12)).isEmpty();
        assertThat(Register.at(23)).contains(Register.DDTP);
        assertThat(Register.at(104 + 8 * 30)).contains(Register.IOHPMCTR);
        assertThat(Register.at(352)).contains(Register.IOHPMEVT);
        assertThat(Register.at(628)).isEmpty();
        assertThat(Register.at(768 + 16 * 15 + 12)).contains(Register.MSI_VEC_CTL);
        assertThat(Register.at(1024)).isEmpty();
    }

    @Test
    void shouldPlaceInstancesByTheirStride() {
        assertThat(Register.MSI_DATA.offset(2)).isEqualTo(808);
        assertThat(Register.IOHPMCTR.offset(30)).isEqualTo(344);
        assertThatThrownBy(() -> Register.FQH.offset(1)).hasMessage("no such register: name=FQH, index=1");
    }

    @Test
    void shouldDecidePresenceFromCapabilities() {
        long wiresOnly = Capabilities.IGS.of(InterruptSupport.WSI.encoding());

        assertThat(Register.MSI_ADDR.presence().in(0)).isTrue();
        assertThat(Register.MSI_ADDR.presence().in(wiresOnly)).isFalse();
        assertThat(Register.PQB.presence().in(Capabilities.ATS.of(1))).isTrue();
        assertThat(Register.PQB.presence().in(wiresOnly)).isFalse();
        assertThat(Register.IOHPMCTR.presence().in(Capabilities.HPM.of(1))).isTrue();
        assertThat(Register.TR_REQ_CTL.presence().in(Capabilities.DBG.of(1))).isTrue();
        assertThat(Register.IOMMU_QOSID.presence().in(Capabilities.QOSID.of(1))).isTrue();
        assertThat(Register.FCTL.presence().in(0)).isTrue();
    }

    private static void assertDisjoint(String name, List<BitField> fields, int width) {
        long seen = 0;
        for (BitField field : fields) {
            assertThat(seen & field.mask())
                    .as("%s.%s overlaps", name, field.name())
                    .isZero();
            assertThat(field.high()).as("%s.%s", name, field.name()).isLessThan(width);
            seen |= field.mask();
        }
    }
}
