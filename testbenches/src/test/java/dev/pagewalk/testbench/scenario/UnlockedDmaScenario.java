package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.dxgk.IoMmuMapping;
import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.mdl.Mdl;

/** A driver that unlocks its MDL before the unmap while its device goes on, in a run that does not expect it. */
final class UnlockedDmaScenario implements Scenario {
    @Override
    public String name() {
        return "unlocked-dma";
    }

    @Override
    public String summary() {
        return "a device reads a page after its MDL is unlocked";
    }

    @Override
    public void run(ScenarioContext context) {
        DisplayDriver driver = new DisplayDriver(context, name(), new KernelSettings(), 1);
        Mdl mdl = driver.lockedBuffer(2, 1);
        IoMmuMapping mapping = driver.map(mdl);
        driver.host().kernel().mmUnlockPages(mdl);
        driver.read(driver.device(0), driver.scatterList(mapping));
    }
}
