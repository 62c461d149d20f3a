package dev.pagewalk.hdl.rtl.elaborate;

import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pins that the interface contract promises, as {@code direction name width}; written out, not derived. */
final class ExpectedPins {

    private ExpectedPins() {}

    static List<String> iommu(IommuParameters parameters) {
        List<String> pins = new ArrayList<>(List.of("in aclk 1", "in aresetn 1", "out irq 16"));
        lite(pins, "s_axi_cfg");
        axi(pins, "s_axi_dev", false, 64, parameters.idWidth(), 64, 1);
        axi(pins, "m_axi_mem", true, 64, parameters.idWidth(), 32, 1);
        axi(pins, "m_axi_ptw", true, 56, 6, 32, 1);
        if (parameters.has(Feature.ATOMIC_COMPARE)) {
            pins.add("out m_axi_ptw_awatop 6");
        }
        if (parameters.has(Feature.ATS)) {
            stream(pins, "s_ats_req", "in ", "out ");
            stream(pins, "m_ats_msg", "out ", "in ");
        }
        return pins;
    }

    private static void stream(List<String> pins, String bus, String source, String sink) {
        handshake(pins, bus, "t", source, sink);
        pins.addAll(List.of(source + bus + "_tdata 64", source + bus + "_tuser 64"));
    }

    static List<String> host() {
        List<String> pins = new ArrayList<>();
        axi(pins, "s_axi_host", false, 56, 4, 0, 0);
        axi(pins, "m_axi_host", true, 56, 4, 0, 0);
        return pins;
    }

    static List<String> observation(IommuParameters parameters) {
        List<String> pins = new ArrayList<>();
        Map<String, Integer> fields = new LinkedHashMap<>();
        fields.put("valid", 1);
        fields.put("write", 1);
        fields.put("execute", 1);
        fields.put("type", 2);
        fields.put("axi_id", parameters.idWidth());
        fields.put("device", 24);
        fields.put("pv", 1);
        fields.put("process", 20);
        fields.put("priv", 1);
        fields.put("iova", 64);
        fields.put("fault", 1);
        fields.put("cause", 12);
        fields.put("spa", 64);
        fields.put("source", 4);
        fields.put("levels", 5);
        fields.put("start", 32);
        fields.put("end", 32);
        fields.forEach((name, width) -> pins.add("out dbg_retire_" + name + " " + width));
        for (String event : List.of(
                "iotlb_hit",
                "iotlb_miss",
                "walk_start",
                "walk_end",
                "ddt_walk",
                "pt_read",
                "invalidate",
                "fence_start",
                "fence_done",
                "fault_record")) {
            pins.add("out dbg_event_" + event + " 1");
        }
        return pins;
    }

    private static void axi(
            List<String> pins, String bus, boolean manager, int address, int id, int requestUser, int responseUser) {
        String there = manager ? "out " : "in ";
        String back = manager ? "in " : "out ";
        for (String channel : List.of("aw", "ar")) {
            handshake(pins, bus, channel, there, back);
            String prefix = there + bus + "_" + channel;
            pins.addAll(List.of(
                    prefix + "id " + id,
                    prefix + "addr " + address,
                    prefix + "len 8",
                    prefix + "size 3",
                    prefix + "burst 2",
                    prefix + "lock 1",
                    prefix + "cache 4",
                    prefix + "prot 3",
                    prefix + "qos 4"));
            user(pins, prefix, requestUser);
        }
        handshake(pins, bus, "w", there, back);
        pins.addAll(List.of(there + bus + "_wdata 64", there + bus + "_wstrb 8", there + bus + "_wlast 1"));
        handshake(pins, bus, "b", back, there);
        pins.addAll(List.of(back + bus + "_bid " + id, back + bus + "_bresp 2"));
        user(pins, back + bus + "_b", responseUser);
        handshake(pins, bus, "r", back, there);
        pins.addAll(List.of(
                back + bus + "_rid " + id, back + bus + "_rdata 64", back + bus + "_rresp 2", back + bus + "_rlast 1"));
        user(pins, back + bus + "_r", responseUser);
    }

    private static void lite(List<String> pins, String bus) {
        for (String channel : List.of("aw", "ar")) {
            handshake(pins, bus, channel, "in ", "out ");
            pins.add("in " + bus + "_" + channel + "addr 12");
            pins.add("in " + bus + "_" + channel + "prot 3");
        }
        handshake(pins, bus, "w", "in ", "out ");
        pins.addAll(List.of("in " + bus + "_wdata 64", "in " + bus + "_wstrb 8"));
        handshake(pins, bus, "b", "out ", "in ");
        pins.add("out " + bus + "_bresp 2");
        handshake(pins, bus, "r", "out ", "in ");
        pins.addAll(List.of("out " + bus + "_rdata 64", "out " + bus + "_rresp 2"));
    }

    private static void handshake(List<String> pins, String bus, String channel, String source, String sink) {
        pins.add(source + bus + "_" + channel + "valid 1");
        pins.add(sink + bus + "_" + channel + "ready 1");
    }

    private static void user(List<String> pins, String prefix, int width) {
        if (width > 0) {
            pins.add(prefix + "user " + width);
        }
    }
}
