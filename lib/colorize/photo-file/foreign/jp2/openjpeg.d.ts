// The package ships no types. These cover only what is used.
declare module "@cornerstonejs/codec-openjpeg/wasmjs" {
  export type FrameInfo = {
    width: number;
    height: number;
    bitsPerSample: number;
    componentCount: number;
    isSigned: boolean;
  };
  export type J2KDecoder = {
    /** Memory of the module for a file of that many bytes. */
    getEncodedBuffer(bytes: number): Uint8Array;
    decode(): void;
    /** A view of the module's memory: samples of a pixel side by side, 16-bit ones in little-endian order. */
    getDecodedBuffer(): Uint8Array | Uint8ClampedArray;
    getFrameInfo(): FrameInfo;
    delete(): void;
  };
  export type OpenJpeg = { J2KDecoder: new () => J2KDecoder };
  export default function load(options: { print(): void; printErr(): void }): Promise<OpenJpeg>;
}
