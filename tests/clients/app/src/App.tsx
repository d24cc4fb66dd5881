import { useLive } from "./live";
import { placeOf, usePlace, type Place } from "./place";
import { Argument } from "./screens/Argument";
import { Claim } from "./screens/Claim";
import { Claims } from "./screens/Claims";
import { Figures } from "./screens/Figures";
import { Search } from "./screens/Search";

const screens = ["claims", "search", "figures"];

export function App() {
  const place = usePlace();
  const { open, error } = useLive();
  const [first = ""] = place.path;
  return (
    <>
      <header>
        <nav>
          {screens.map((name) => (
            <a key={name} href={placeOf([name])} aria-current={name === (first || "claims") ? "page" : undefined}>
              {name}
            </a>
          ))}
        </nav>
        <p role="status" className={open && !error ? "live" : "quiet"}>
          {error ? `Not live: ${String(error)}` : open ? "Live" : "Connecting …"}
        </p>
      </header>
      {/* Not before changes are followed: one between the reading and the following would be missed. */}
      <main>{open && <Screen {...place} />}</main>
    </>
  );
}

function Screen({ path: [name, ...rest], query }: Place) {
  const [first, second] = rest;
  if (name === "claims" && first) return <Claim key={first} id={first} />;
  if (name === "search") return <Search query={query} />;
  if (name === "figures") return <Figures measure={first ?? "elapsed-time"} />;
  if (name === "argument" && first && second) return <Argument essay={first} root={second} query={query} />;
  return <Claims query={query} />;
}
