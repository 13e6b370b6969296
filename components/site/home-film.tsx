import Image from "next/image";

const film = [
  { file: "french-alpine-landscape", name: "The French Alps", width: 1024, height: 484 },
  { file: "nagasaki-boats", name: "Boats in the bay of Nagasaki", width: 1024, height: 819 },
];

/** Two photographs, the left half as it was and the right half as the studio colorized it. Static images, no script. */
export function HomeFilm() {
  return (
    <div className="grid grid-cols-[1024fr_629fr] gap-3 sm:gap-4">
      {film.map(({ file, name, ...size }) => (
        <figure key={file} className="relative h-44 overflow-hidden rounded-lg shadow-soft sm:h-72">
          <Image
            {...size}
            src={`/samples/${file}-color.jpg`}
            alt={`${name}, the right half in color`}
            sizes="(min-width: 1024px) 480px, 60vw"
            className="size-full object-cover"
          />
          <Image
            {...size}
            src={`/samples/${file}.jpg`}
            alt=""
            sizes="(min-width: 1024px) 480px, 60vw"
            className="absolute inset-0 size-full object-cover [clip-path:inset(0_50%_0_0)]"
          />
          <span className="absolute inset-y-0 left-1/2 w-0.5 -translate-x-1/2 bg-white" />
        </figure>
      ))}
    </div>
  );
}
