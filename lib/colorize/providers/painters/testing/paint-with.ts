import { inspect } from "node:util";
import sharp from "sharp";
import { AppError } from "../../../../errors/app-error";
import type { PaintAsk, PaintedPicture, Painter } from "../painter";

/** A gray ramp as the engine's worker would send it. */
export async function drawAsk(ask: Partial<PaintAsk> = {}): Promise<PaintAsk> {
  const [width, height] = [30, 20];
  const ramp = Uint8Array.from({ length: width * height }, (_, i) => 60 + (i % width) * 4);
  const raw = { width, height, channels: 1 } as const;
  const picture = await sharp(ramp, { raw }).toColourspace("b-w").png().toBuffer();
  return { picture, width, height, model: "large", hint: null, ...ask };
}

export async function paintWith(
  painter: Painter,
  { signal = new AbortController().signal, ...ask }: Partial<PaintAsk> & { signal?: AbortSignal } = {},
): Promise<PaintedPicture> {
  return painter.paint(await drawAsk(ask), signal);
}

/** What the work rejects with. It is looked through for the secret, down to its causes. */
export async function refusalOf(work: Promise<unknown>, secret: string): Promise<AppError> {
  const error = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof AppError)) throw new Error(`no AppError but ${String(error)}`);
  if (inspect(error, { depth: 9 }).includes(secret)) throw new Error("the secret is in the error");
  return error;
}
