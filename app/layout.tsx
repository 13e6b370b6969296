import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import type { ReactNode } from "react";
import { ThemeProvider } from "@/components/ui/theme-provider";
import { readNonce } from "@/lib/http/pages/page-data";
import "./globals.css";

/** Preloaded with the page. Until it is there, a fallback of the same width is shown, so that nothing moves. */
const latin = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  weight: "100 900",
  variable: "--font-latin",
  display: "swap",
});

export const metadata: Metadata = {
  title: { default: "Pixomax Studio", template: "%s · Pixomax Studio" },
  description: "Black-and-white photos in natural color, made by neural networks that run on your own machine.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf8" },
    { media: "(prefers-color-scheme: dark)", color: "#11100e" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = await readNonce();
  return (
    // next-themes sets the class before the page is drawn, so server and browser differ here and only here.
    <html lang="en" className={latin.variable} data-scroll-behavior="smooth" suppressHydrationWarning>
      <body>
        <a
          href="#main"
          className="sr-only z-50 rounded-md bg-primary px-4 py-3 font-medium text-primary-foreground focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
        >
          Skip to content
        </a>
        <ThemeProvider nonce={nonce}>{children}</ThemeProvider>
      </body>
    </html>
  );
}
