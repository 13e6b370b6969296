import { type InferenceSession, Tensor } from "onnxruntime-common";
import type { ModelOfGraph } from "../../../graphs/manifest-schema";
import type { GraphSession } from "../../../graphs/run-graph";
import { runPicture } from "../../../graphs/run-picture";
import { grayOfLightness, labOfRgb } from "../../../pixels/convert-lab";
import type { ClarityModel } from "./clarity-model";

/** A session that also says what its inputs are. */
export type DescribedSession = GraphSession & Pick<InferenceSession, "inputMetadata">;

/** Wraps GFPGAN, CodeFormer and related graphs: a gray face as sRGB −1..1 in, the restored face out, whose color is ignored. */
export function createGfpganModel(session: DescribedSession, graph: ModelOfGraph<"gfpgan">): ClarityModel {
  const { input, output, side, fidelity } = graph;
  const also = fidelity && { [fidelity.input]: numberFor(session, fidelity) };
  return {
    side,
    alignment: "ffhq",
    async restore(lightness) {
      const gray = lightness.data.map((value) => grayOfLightness(value) * 2 - 1);
      const { plane } = await runPicture(session, { input, output, also }, [gray, gray, gray], lightness, 3);
      const codes = (k: number) => plane(k).data.map((value) => (value + 1) / 2);
      const [red, green, blue] = [codes(0), codes(1), codes(2)];
      const restored = red.map((code, i) => labOfRgb(code, green[i] as number, blue[i] as number).l);
      return { ...lightness, data: restored };
    },
  };
}

/** The fidelity input, which exports declare with different types and ranks. */
function numberFor(session: DescribedSession, { input, value }: { input: string; value: number }): Tensor {
  const wanted = session.inputMetadata.find(({ name }) => name === input);
  const isTensor = wanted?.isTensor ? wanted : undefined;
  const shape = isTensor?.shape.map(() => 1) ?? [1];
  return isTensor?.type === "float64" ? new Tensor("float64", [value], shape) : new Tensor("float32", [value], shape);
}
