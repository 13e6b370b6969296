/** What people call this studio; a password made of it is the first guess of anybody who sees the page. */
const studioNames = ["pixomax", "pixomax studio"];

export const ownNameProblem = "Choose a password that is neither your email address nor this studio's name";

/** Capitals, punctuation and spaces hide nothing from a guessing program. */
const lettersOf = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
const withoutOuterDigits = (text: string) => text.replace(/^\d+|\d+$/g, "");

/**
 * Whether a password says the account's own name: its email address, the part before the @, or the studio's name, in any
 * capitals and punctuation, with digits around it, or several times over.
 */
export function isOwnName(password: string, email: string): boolean {
  const [local = ""] = email.split("@");
  const names = [email, local, local.replace(/\+.*$/, ""), ...studioNames].map(lettersOf).filter(Boolean);
  const said = lettersOf(password);
  return names.some((name) => isRepeated(said, name) || isRepeated(withoutOuterDigits(said), withoutOuterDigits(name)));
}

const isRepeated = (text: string, name: string) => name !== "" && text !== "" && text.replaceAll(name, "") === "";
