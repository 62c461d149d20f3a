package dev.pagewalk.hdl.spinal;

import spinal.core.Component;

/**
 * A component whose constructor takes its parameters first, so that a subclass initialises its fields inline.
 *
 * <pre>{@code
 * public final class Counter extends Module<Counter.Parameters> {
 *     public record Parameters(int width) {}
 *
 *     public final UInt count = out(uint(parameters.width()));
 *     private final UInt value = regInit(u(0, parameters.width()));
 *
 *     public Counter(Parameters parameters) {
 *         super(parameters);
 *         set(count, value);
 *         set(value, plus(value, 1));
 *     }
 * }
 * }</pre>
 *
 * <p>Ports that are fields of the component itself have their exact field name in Verilog; ports inside a bundle named
 * {@code io} are prefixed {@code io_}.
 *
 * @param <P> type of the parameters, usually a record
 */
@SuppressWarnings("JavaLangClash") // the word every hardware description uses; import it by name
public abstract class Module<P> extends Component {
    /** What the component was built with. */
    protected final P parameters;

    /**
     * Opens the component.
     *
     * @param parameters what to build; kept in {@link #parameters}
     * @throws WeavingException when the class was not loaded by a {@link WeavingLoader}
     */
    protected Module(P parameters) {
        this(parameters, WovenCheck.constructing(Module.class));
    }

    /** Opens a component without parameters: {@link #parameters} is null. */
    protected Module() {
        this(null, WovenCheck.constructing(Module.class));
    }

    private Module(P parameters, @SuppressWarnings("unused") Void checked) { // the check runs before super()
        super();
        this.parameters = parameters;
    }
}
