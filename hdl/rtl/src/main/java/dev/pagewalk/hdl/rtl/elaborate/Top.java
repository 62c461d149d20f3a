package dev.pagewalk.hdl.rtl.elaborate;

import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;

import java.util.Set;

/** Which module to write. */
public enum Top {
    /** The product: no observation, no planted bugs. */
    IOMMU("Iommu", Set.of()),
    /** The test system around it, with observation. */
    COSIM("CosimTop", Set.of(Feature.OBSERVATION)),
    /** The same with bugs that can be switched on. */
    COSIM_CANARIES("CosimTop", Set.of(Feature.OBSERVATION, Feature.CANARIES));

    private static final String PACKAGE = "dev.pagewalk.hdl.rtl.top.";

    private final String module;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<Feature> additions;

    Top(String module, Set<Feature> additions) {
        this.module = module;
        this.additions = additions;
    }

    /** Name of the Verilog module. */
    public String module() {
        return module;
    }

    /** Name of the component's class; it is loaded woven, so that nobody refers to it directly. */
    String className() {
        return PACKAGE + module;
    }

    /** Whether assertions and observation are part of it. */
    boolean simulation() {
        return this != IOMMU;
    }

    /** The parameters of a design with what this top adds. */
    public IommuParameters parameters(IommuParameters design) {
        return design.with(additions.toArray(Feature[]::new));
    }
}
