import type { InferenceSession } from "onnxruntime-node";
import type { Plane } from "../pixels/raster";
import { type Channels, runGraph, toTensor } from "./run-graph";

/** Feeds `lightness` [1,1,H,W] to a graph of the studio's own; else as `runGraph`. */
export const runOnLightness = <Name extends string>(
  session: InferenceSession,
  lightness: Plane,
  wanted: Record<Name, number>,
): Promise<Record<Name, Channels>> => runGraph(session, { lightness: toTensor([lightness.data], lightness) }, wanted);
