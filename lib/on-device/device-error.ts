import type { DeviceFault } from "./worker-messages";

/** A photo that got no color on this device, or an engine that did not start. */
export class DeviceError extends Error {
  constructor(
    readonly fault: DeviceFault,
    options?: ErrorOptions,
  ) {
    super(`on this device: ${fault}`, options);
  }
}

/** What went wrong here: a fault that was named, or memory that a browser did not give, or anything else. */
export function faultOf(error: unknown): DeviceFault {
  if (error instanceof DeviceError) return error.fault;
  if (error instanceof RangeError) return "out_of_memory";
  return "unexpected";
}
