/** What speeds up networks in int8 and 16 bits, as Linux names it. */
const known = /^(avx_vnni|avx512_vnni|amx_int8|amx_bf16|amx_fp16|avx512_bf16|avx512_fp16|asimddp|i8mm|bf16|asimdhp)$/;

/**
 * The instructions for int8 and 16-bit arithmetic that a processor has.
 * @param cpuinfo the text of /proc/cpuinfo; empty where there is none
 */
export function readInstructions(cpuinfo: string): string[] {
  const flags = cpuinfo.match(/^(?:flags|Features)\s*:(.*)$/m)?.[1] ?? "";
  return flags
    .split(" ")
    .filter((flag) => known.test(flag))
    .sort();
}

/** Where variants in int8 are worth a measurement: elsewhere they are emulated. */
export const hasInt8 = (instructions: readonly string[]): boolean =>
  instructions.some((name) => /vnni|amx_int8|asimddp|i8mm/.test(name));
