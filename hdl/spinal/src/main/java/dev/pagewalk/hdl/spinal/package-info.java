/**
 * Hardware in plain Java over SpinalHDL.
 *
 * <ul>
 *   <li>Structure: {@link dev.pagewalk.hdl.spinal.Module}, {@link dev.pagewalk.hdl.spinal.Group}, SpinalHDL's
 *       {@code Bundle} and {@link dev.pagewalk.hdl.spinal.HwEnum}.
 *   <li>Words for static import: {@link dev.pagewalk.hdl.spinal.Types}, {@link dev.pagewalk.hdl.spinal.Literals},
 *       {@link dev.pagewalk.hdl.spinal.Statements}, {@link dev.pagewalk.hdl.spinal.Registers},
 *       {@link dev.pagewalk.hdl.spinal.Operators}, {@link dev.pagewalk.hdl.spinal.Shapes},
 *       {@link dev.pagewalk.hdl.spinal.Choices}, {@link dev.pagewalk.hdl.spinal.OneHots},
 *       {@link dev.pagewalk.hdl.spinal.Memories}, {@link dev.pagewalk.hdl.spinal.Streams},
 *       {@link dev.pagewalk.hdl.spinal.Machines}, {@link dev.pagewalk.hdl.spinal.Signals},
 *       {@link dev.pagewalk.hdl.spinal.Checks}.
 *   <li>Output: {@link dev.pagewalk.hdl.spinal.Elaboration} weaves the classes while it loads them and writes Verilog.
 * </ul>
 *
 * <p>The page {@code docs/hdl-java.md} shows how to write with it.
 */
package dev.pagewalk.hdl.spinal;
