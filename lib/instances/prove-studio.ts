import { createHmac, timingSafeEqual } from "node:crypto";

/** A question of one process of the studio to an address: only a process with the same secret can answer it. */
export const questionPattern = /^[a-f0-9]{32}$/;

/** The answer of a process that has `secret`, which says nothing about it. */
export const proveStudio = (secret: string, question: string): string =>
  createHmac("sha256", secret).update(`studio address\n${question}`).digest("hex");

export function isStudio(secret: string, question: string, answer: string): boolean {
  const expected = Buffer.from(proveStudio(secret, question));
  const given = Buffer.from(answer);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
