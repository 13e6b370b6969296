"use client";

import Image from "next/image";
import { CompareSlider } from "@/components/ui/compare/compare-slider";

const photo = {
  width: 1024,
  height: 788,
  sizes: "(min-width: 1024px) 720px, 100vw",
  className: "size-full object-cover",
};

/** An old photograph and what the studio made of it. */
export function HomeCompare() {
  return (
    <CompareSlider
      label="Before and after of a photograph of a house in the Dust Bowl"
      className="aspect-5/4 w-full rounded-xl shadow-lift"
      before={
        <Image
          {...photo}
          src="/samples/dust-bowl-home.jpg"
          alt="An abandoned wooden house on bare ground, a brown and faded print"
          preload
        />
      }
      after={
        <Image
          {...photo}
          src="/samples/dust-bowl-home-color.jpg"
          alt="The same house in color under a blue sky"
          preload
        />
      }
    />
  );
}
