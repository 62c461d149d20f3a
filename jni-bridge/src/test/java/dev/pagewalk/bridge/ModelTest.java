package dev.pagewalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.command.HostLoad;
import dev.pagewalk.bridge.command.HostStore;
import org.junit.jupiter.api.Test;

class ModelTest {
    @Test
    void shouldSeeOwnPostedStoreInLoad() {
        try (Model model = Model.open(StandIn.library(), new ModelContext())) {
            Recording recording = new Recording();
            model.submit(new HostStore(0x12345678, 8, 0x1122334455667788L));
            int tag = model.submit(new HostLoad(0x12345678, 8).stopping());

            int reason = model.run(1000, Stop.COMPLETION, recording);

            assertThat(reason & Stop.COMPLETION).isNotZero();
            assertThat(recording.completion(tag).data()).isEqualTo(0x1122334455667788L);
        }
    }
}
