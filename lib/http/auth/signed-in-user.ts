import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { readSessionUser, type SessionUser } from "./session-cookie";

/** For pages: who is signed in, or null. */
export async function signedInUser(): Promise<SessionUser | null> {
  return readSessionUser(await cookies(), await headers());
}

/** For pages that need a person: sends everyone else to sign in and back to `path`. */
export async function requireUser(path: string): Promise<SessionUser> {
  return (await signedInUser()) ?? redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}
