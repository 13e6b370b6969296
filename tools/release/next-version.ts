/** A release that cannot be made; the message says what to do. */
export class ReleaseError extends Error {}

const steps = ["major", "minor", "patch"];
const parse = (version: string): number[] | null =>
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.test(version) ? version.split(".").map(Number) : null;

/**
 * The version after `current`.
 * @param wanted major, minor, patch or a version of three numbers
 * @throws {ReleaseError} when it is none of these, or not higher than `current`
 */
export function nextVersion(current: string, wanted: string): string {
  const now = parse(current);
  if (!now) throw new ReleaseError(`The version in package.json, ${current}, is not three numbers.`);
  const step = steps.indexOf(wanted);
  if (step >= 0) return now.map((part, at) => (at < step ? part : at === step ? part + 1 : 0)).join(".");
  const then = parse(wanted);
  if (!then) throw new ReleaseError(`Say major, minor, patch or a version such as 1.2.3, not "${wanted}".`);
  const first = then.findIndex((part, at) => part !== now[at]);
  if (first < 0 || (then[first] ?? 0) < (now[first] ?? 0)) throw new ReleaseError(`${wanted} is not above ${current}.`);
  return wanted;
}
