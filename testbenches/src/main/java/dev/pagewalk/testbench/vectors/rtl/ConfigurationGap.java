package dev.pagewalk.testbench.vectors.rtl;

import dev.pagewalk.architecture.BitField;
import dev.pagewalk.architecture.Capabilities;
import dev.pagewalk.architecture.FeatureControl;
import dev.pagewalk.architecture.InterruptSupport;
import dev.pagewalk.architecture.QosRegister;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.testbench.vectors.ScenarioConfig;

import java.util.ArrayList;
import java.util.List;

/**
 * One difference between what a scenario is written for and what hardware offers.
 *
 * @param name of the capability or parameter
 * @param without the scenario's configuration with this one thing as the hardware has it
 */
record ConfigurationGap(String name, ScenarioConfig without) {
    /** Every difference; empty when the hardware is exactly what the scenario asks for. */
    static List<ConfigurationGap> between(ScenarioConfig wanted, ScenarioConfig offered) {
        List<ConfigurationGap> gaps = new ArrayList<>();
        boolean otherInterrupts = false;
        for (BitField field : Capabilities.FIELDS) {
            long value = field.get(offered.capabilities());
            if (value != field.get(wanted.capabilities())) {
                boolean interrupts = field.equals(Capabilities.IGS);
                otherInterrupts |= interrupts;
                int control = interrupts ? offered.fctl() : wanted.fctl();
                gaps.add(new ConfigurationGap(
                        field.name(), with(wanted, field.insert(wanted.capabilities(), value), control)));
            }
        }
        if (wanted.fctl() != offered.fctl() && !otherInterrupts) {
            gaps.add(new ConfigurationGap(
                    "fctl reset value " + wanted.fctl(),
                    with(wanted, offered.fctl(), wanted.vectorBits(), wanted.gxlWritable(), wanted.beWritable())));
        }
        if (wanted.vectorBits() != offered.vectorBits()) {
            gaps.add(new ConfigurationGap(
                    wanted.vectorBits() + " icvec bits",
                    with(wanted, wanted.fctl(), offered.vectorBits(), wanted.gxlWritable(), wanted.beWritable())));
        }
        if (wanted.gxlWritable() != offered.gxlWritable()) {
            gaps.add(new ConfigurationGap(
                    "GXL writable: " + wanted.gxlWritable(),
                    with(wanted, wanted.fctl(), wanted.vectorBits(), offered.gxlWritable(), wanted.beWritable())));
        }
        if (wanted.beWritable() != offered.beWritable()) {
            gaps.add(new ConfigurationGap(
                    "BE writable: " + wanted.beWritable(),
                    with(wanted, wanted.fctl(), wanted.vectorBits(), wanted.gxlWritable(), offered.beWritable())));
        }
        addCounters(wanted, offered, gaps);
        return gaps;
    }

    private static void addCounters(ScenarioConfig wanted, ScenarioConfig offered, List<ConfigurationGap> gaps) {
        if (wanted.hpmCounters() != offered.hpmCounters() || wanted.hpmBits() != offered.hpmBits()) {
            gaps.add(new ConfigurationGap(
                    wanted.hpmCounters() + " event counters of " + wanted.hpmBits() + " bits",
                    withSizes(
                            wanted,
                            offered.hpmCounters(),
                            offered.hpmBits(),
                            wanted.qosMask(),
                            wanted.invalidationTags())));
        }
        if (wanted.qosMask() != offered.qosMask()) {
            gaps.add(new ConfigurationGap(
                    "qos_mask 0x" + Long.toHexString(wanted.qosMask()),
                    withSizes(
                            wanted,
                            wanted.hpmCounters(),
                            wanted.hpmBits(),
                            offered.qosMask(),
                            wanted.invalidationTags())));
        }
        if (wanted.invalidationTags() != offered.invalidationTags()) {
            gaps.add(new ConfigurationGap(
                    wanted.invalidationTags() + " invalidation tags",
                    withSizes(
                            wanted,
                            wanted.hpmCounters(),
                            wanted.hpmBits(),
                            wanted.qosMask(),
                            offered.invalidationTags())));
        }
    }

    /** What hardware of these parameters is, in the words of scenarios. */
    static ScenarioConfig offered(IommuParameters parameters, String profile) {
        boolean counters = parameters.has(Feature.HPM);
        return new ScenarioConfig(
                profile,
                parameters.capabilities(),
                controlReset(parameters),
                counters ? parameters.size(Size.EVENT_COUNTERS) : 0,
                counters ? parameters.size(Size.EVENT_COUNTER_BITS) : 0,
                parameters.size(Size.VECTOR_BITS),
                parameters.has(Feature.GXL_WRITABLE),
                parameters.has(Feature.BE_WRITABLE),
                parameters.has(Feature.QOSID) ? qosMask(parameters) : 0,
                parameters.has(Feature.ATS)
                        ? parameters.size(Size.INVALIDATION_TAGS)
                        : ScenarioConfig.DEFAULT_INVALIDATION_TAGS);
    }

    private static int controlReset(IommuParameters parameters) {
        long value = FeatureControl.WSI.of(parameters.interrupts() == InterruptSupport.WSI ? 1 : 0)
                | FeatureControl.BE.of(parameters.has(Feature.BE_RESET) ? 1 : 0)
                | FeatureControl.GXL.of(parameters.has(Feature.SV39X4) ? 0 : 1);
        return (int) value;
    }

    private static long qosMask(IommuParameters parameters) {
        return QosRegister.RCID.of((1L << parameters.size(Size.RCID_BITS)) - 1)
                | QosRegister.MCID.of((1L << parameters.size(Size.MCID_BITS)) - 1);
    }

    private static ScenarioConfig with(ScenarioConfig config, long capabilities, int fctl) {
        return new ScenarioConfig(
                config.profile(),
                capabilities,
                fctl,
                config.hpmCounters(),
                config.hpmBits(),
                config.vectorBits(),
                config.gxlWritable(),
                config.beWritable(),
                config.qosMask(),
                config.invalidationTags());
    }

    private static ScenarioConfig with(
            ScenarioConfig config, int fctl, int vectorBits, boolean gxlWritable, boolean beWritable) {
        return new ScenarioConfig(
                config.profile(),
                config.capabilities(),
                fctl,
                config.hpmCounters(),
                config.hpmBits(),
                vectorBits,
                gxlWritable,
                beWritable,
                config.qosMask(),
                config.invalidationTags());
    }

    private static ScenarioConfig withSizes(
            ScenarioConfig config, int counters, int counterBits, long qosMask, int invalidationTags) {
        return new ScenarioConfig(
                config.profile(),
                config.capabilities(),
                config.fctl(),
                counters,
                counterBits,
                config.vectorBits(),
                config.gxlWritable(),
                config.beWritable(),
                qosMask,
                invalidationTags);
    }
}
