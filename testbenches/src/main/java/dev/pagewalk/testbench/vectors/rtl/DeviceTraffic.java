package dev.pagewalk.testbench.vectors.rtl;

import dev.pagewalk.architecture.AxiUser;
import dev.pagewalk.bridge.command.Command;
import dev.pagewalk.bridge.command.DeviceRead;
import dev.pagewalk.bridge.command.DeviceWrite;
import dev.pagewalk.testbench.vectors.DeviceRequest;

import java.util.Arrays;

/**
 * Requests of scenarios as transactions on {@code s_axi_dev}. A request without a length is one beat of at most four
 * bytes, naturally aligned; such a write has no strobes, so that memory stays as it is [VECTORS §2].
 */
final class DeviceTraffic {
    private static final int WORD = 2;
    private static final int BUS = 3;
    private static final int TRANSLATED = 1;
    private static final int NO_LANES = 0;

    private DeviceTraffic() {}

    static Command<?> command(DeviceRequest request) {
        return request.access() == DeviceRequest.Access.WRITE ? write(request) : read(request);
    }

    private static DeviceRead read(DeviceRequest request) {
        return new DeviceRead(request.iova(), beats(request))
                .size(size(request))
                .user(user(request))
                .stopping();
    }

    private static DeviceWrite write(DeviceRequest request) {
        long[] data = new long[beats(request)];
        Arrays.fill(data, (request.data() & 0xffff_ffffL) * 0x1_0000_0001L);
        DeviceWrite write =
                new DeviceWrite(request.iova(), data).size(size(request)).user(user(request));
        if (!request.hasLength()) {
            write.strobes(NO_LANES);
        } else if (size(request) < BUS) {
            write.strobes(lanes(request.iova(), 1 << size(request)));
        }
        return write.stopping();
    }

    /** Lanes of one beat: of its bytes, those from the address on [AXI A3.4.3]. */
    static int lanes(long address, int bytes) {
        int whole = ((1 << bytes) - 1) << (int) (address & (Long.BYTES - bytes));
        return whole & 0xff << (int) (address & (Long.BYTES - 1));
    }

    private static int beats(DeviceRequest request) {
        return Math.max(1, request.length() / Long.BYTES);
    }

    private static int size(DeviceRequest request) {
        if (request.hasLength()) {
            return Math.min(BUS, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(request.length()));
        }
        return Math.min(WORD, Long.numberOfTrailingZeros(request.iova()));
    }

    /** AxUSER of the device port. */
    static long user(DeviceRequest request) {
        return AxiUser.DEVICE_ID.of(request.deviceId())
                | AxiUser.PROCESS_ID.of(request.processId())
                | AxiUser.PROCESS_VALID.of(number(request.pidValid()))
                | AxiUser.PRIVILEGED.of(number(request.privileged()))
                | AxiUser.EXECUTE.of(number(request.access() == DeviceRequest.Access.EXECUTE))
                | AxiUser.TYPE.of(request.origin() == DeviceRequest.Origin.TRANSLATED ? TRANSLATED : 0)
                | AxiUser.CXL.of(number(request.cxl()));
    }

    private static int number(boolean flag) {
        return flag ? 1 : 0;
    }
}
