package dev.pagewalk.hdl.rtl.walk.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/** The parameters that the capabilities and settings of a scenario describe. */
final class Profile {
    private static final long BYTE_MASK = 0x00ff00ffL;
    private static final int BYTE = 8;

    private Profile() {}

    static IommuParameters of(JsonNode scenario) {
        long capabilities = ScenarioScript.hex(scenario.get("caps"));
        EnumSet<Feature> features = EnumSet.of(Feature.WIRE_INTERRUPTS);
        for (Feature feature : Feature.values()) {
            if (feature.capability().map(bit -> bit.isSet(capabilities)).orElse(false)) {
                features.add(feature);
            }
        }
        JsonNode settings = scenario.get("cfg");
        addIf(features, settings.get("gxl_writable").asInt() == 1, Feature.GXL_WRITABLE);
        addIf(features, settings.get("be_writable").asInt() == 1, Feature.BE_WRITABLE);
        EnumMap<Size, Integer> sizes =
                new EnumMap<>(Map.of(Size.PHYSICAL_ADDRESS_BITS, (int) (capabilities >>> 32 & 0x3f), Size.WALKS, 4));
        if (ScenarioScript.hex(settings.get("qos_mask")) == BYTE_MASK) {
            sizes.put(Size.RCID_BITS, BYTE);
            sizes.put(Size.MCID_BITS, BYTE);
        }
        return new IommuParameters(features, sizes);
    }

    private static void addIf(EnumSet<Feature> features, boolean present, Feature feature) {
        if (present) {
            features.add(feature);
        }
    }
}
