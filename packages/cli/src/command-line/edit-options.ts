import { InvalidArgumentError } from "commander";
import type { Order } from "pixomax-client";

const decimal = /^-?(\d+(\.\d*)?|\.\d+)$/;

export function readWhole(most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= 1 && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${most}.`);
  };
}

/** Degrees clockwise as the API takes them: from 0 up to 360, two decimals. */
export function readRotate(text: string): number {
  const degrees = Number(text);
  if (!decimal.test(text) || Math.abs(degrees) > 360)
    throw new InvalidArgumentError("It must be degrees, -360 to 360.");
  const hundredths = ((Math.round(degrees * 100) % 36_000) + 36_000) % 36_000;
  return hundredths / 100;
}

/** `0.1,0.05,0.8,0.9`: where the part begins and how large it is, as shares of the photo. */
export function readCrop(text: string): NonNullable<Order["crop"]> {
  const texts = text.split(",").map((part) => part.trim());
  const [x = -1, y = -1, width = 0, height = 0] = texts.map(Number);
  const isInside = (from: number, length: number) => from >= 0 && length > 0 && from + length <= 1.000001;
  if (texts.length === 4 && texts.every((part) => decimal.test(part)) && isInside(x, width) && isInside(y, height)) {
    return { x, y, width, height };
  }
  throw new InvalidArgumentError("It must be x,y,width,height, shares from 0 to 1 that lie within the photo.");
}

const longestHint = 300;

/** One line about the colors, as the API takes it; null for nothing but spaces. */
export function readHint(text: string): string | null {
  const hint = text.trim();
  if (hint.length <= longestHint && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(hint)) return hint || null;
  throw new InvalidArgumentError(`It must be one line of at most ${longestHint} characters.`);
}
