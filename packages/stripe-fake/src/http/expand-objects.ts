import { findObject, type World } from "../world";
import { StripeError } from "./stripe-error";

function expandPath(world: World, value: unknown, [key, ...rest]: string[], whole: string): unknown {
  if (key === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => expandPath(world, item, [key, ...rest], whole));
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  const session = world.lineItems.get(String(object.id));
  if (key === "line_items" && session) {
    const url = `/v1/checkout/sessions/${object.id}/line_items`;
    return { ...object, line_items: { object: "list", url, has_more: false, data: session } };
  }
  if (!(key in object)) {
    throw new StripeError(400, `This property cannot be expanded (${whole}).`, { param: "expand" });
  }
  const found = typeof object[key] === "string" ? findObject(world, object[key]) : undefined;
  return { ...object, [key]: expandPath(world, found ?? object[key], rest, whole) };
}

/** Puts whole objects where only ids stand, for each dotted path of `expand`. */
export function expandObjects(world: World, answer: unknown, paths: string[]): unknown {
  return paths.reduce((so, path) => expandPath(world, so, path.split("."), path), answer);
}
