/** What is used of the Khronos glTF validator, which brings no types of its own. */
declare module 'gltf-validator' {
  interface Report {
    readonly issues: {
      /** `severity` 0 is an error, 1 a warning, 2 and 3 remarks. */
      readonly messages: readonly { readonly code: string; readonly severity: number; readonly pointer: string }[];
    };
    readonly info: {
      readonly version: string;
      readonly totalTriangleCount: number;
      readonly materialCount: number;
      readonly hasTextures: boolean;
    };
  }
  export function validateBytes(bytes: Uint8Array): Promise<Report>;
}
