import { useEffect, useState } from "react";
import type { EngineDescription } from "@/lib/on-device/engine-files";
import type { Device } from "@/lib/on-device/open-device";

type Opened = { engine: Promise<EngineDescription>; device: Promise<Device> };

/** The engine of this browser: described and started when it is first used, ended with the page. */
export function useDevice() {
  const [device] = useState(holdDevice);
  useEffect(() => device.close, [device]);
  return device;
}

/** After a failure the next use starts anew. */
function holdDevice() {
  let opened: Opened | null = null;
  const close = () => {
    opened?.device.then(
      (device) => device.close(),
      () => {},
    );
    opened = null;
  };
  const open = (): Opened => {
    if (opened) return opened;
    // Loaded when it is needed: a page without a photo needs none of it.
    const loading = import("@/lib/on-device/open-device");
    const engine = loading.then(({ describeEngine }) => describeEngine());
    const device = Promise.all([loading, engine]).then(([{ openDevice }, found]) => openDevice(found));
    device.catch(close);
    opened = { engine, device };
    return opened;
  };
  return {
    close,
    describe: (): Promise<EngineDescription> => open().engine,
    async color(...args: Parameters<Device["color"]>): ReturnType<Device["color"]> {
      try {
        return await (await open().device).color(...args);
      } catch (error) {
        // A worker whose engine did not load never will.
        if (error instanceof Error && "fault" in error && error.fault === "engine_unavailable") close();
        throw error;
      }
    },
  };
}
