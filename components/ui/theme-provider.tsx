"use client";

import { setNonce } from "get-nonce";
import { ThemeProvider as Themes } from "next-themes";
import { type ReactNode, useState } from "react";

type Props = { nonce: string | undefined; children: ReactNode };

/** Light or dark, as chosen or as the system has it. `nonce` allows the styles that the browser inserts, dialogs' too. */
export function ThemeProvider({ nonce, children }: Props) {
  // The page keeps the policy it came with, while every refresh of its data brings another nonce.
  const [first] = useState(() => {
    if (nonce && typeof window !== "undefined") setNonce(nonce);
    return nonce;
  });
  return (
    <Themes attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={first}>
      {children}
    </Themes>
  );
}
