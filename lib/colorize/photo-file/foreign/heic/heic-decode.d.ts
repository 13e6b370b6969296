// The package ships no types. These cover only what the engine uses.
declare module "heic-decode" {
  type HeicImage = { width: number; height: number; decode(): Promise<{ data: Uint8ClampedArray }> };
  const decode: { all(input: { buffer: Uint8Array }): Promise<HeicImage[] & { dispose(): void }> };
  export default decode;
}
