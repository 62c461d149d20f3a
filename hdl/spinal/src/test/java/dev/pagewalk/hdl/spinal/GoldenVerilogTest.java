package dev.pagewalk.hdl.spinal;

import dev.pagewalk.hdl.spinal.samples.ArbiterSample;
import dev.pagewalk.hdl.spinal.samples.AxiSample;
import dev.pagewalk.hdl.spinal.samples.CheckSample;
import dev.pagewalk.hdl.spinal.samples.EnumSample;
import dev.pagewalk.hdl.spinal.samples.LiteralSample;
import dev.pagewalk.hdl.spinal.samples.MachineSample;
import dev.pagewalk.hdl.spinal.samples.MemorySample;
import dev.pagewalk.hdl.spinal.samples.OneHotSample;
import dev.pagewalk.hdl.spinal.samples.OperatorSample;
import dev.pagewalk.hdl.spinal.samples.RegisterSample;
import dev.pagewalk.hdl.spinal.samples.ShapeSample;
import dev.pagewalk.hdl.spinal.samples.SignalSample;
import dev.pagewalk.hdl.spinal.samples.StatementSample;
import dev.pagewalk.hdl.spinal.samples.StreamSample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

class GoldenVerilogTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            classes = {
                ArbiterSample.class,
                AxiSample.class,
                CheckSample.class,
                EnumSample.class,
                LiteralSample.class,
                MachineSample.class,
                MemorySample.class,
                OneHotSample.class,
                OperatorSample.class,
                RegisterSample.class,
                ShapeSample.class,
                SignalSample.class,
                StatementSample.class,
                StreamSample.class
            })
    void shouldGenerateTheKnownVerilogFor(Class<?> sample) throws Exception {
        Netlist netlist = Elaboration.generate(ElaborationOptions.into(directory), sample);

        Golden.assertMatches(sample.getSimpleName(), netlist);
    }

    @Test
    void shouldHaveAssertionsAndCoversInSimulationBuilds() throws Exception {
        Netlist netlist =
                Elaboration.generate(ElaborationOptions.into(directory).withSimulation(true), CheckSample.class);

        Golden.assertMatches("CheckSample-simulation", netlist);
    }
}
