package dev.pagewalk.bridge.command;

/**
 * A read request of a device on {@code s_axi_dev}. Many may be outstanding, within and across ids. Each beat is a data
 * event, then comes the completion with the first response that is not OKAY.
 */
public final class DeviceRead extends DeviceRequest<DeviceRead> {
    /**
     * A read burst, by default INCR of 8-byte beats.
     *
     * @param address address as the device sees it
     * @param beats 1 to 256
     */
    public DeviceRead(long address, int beats) {
        super(CommandKind.DEVICE_READ, address, beats);
    }

    @Override
    DeviceRead self() {
        return this;
    }
}
