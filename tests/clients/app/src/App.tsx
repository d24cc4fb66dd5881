import { useEffect, useRef } from "react";
import { useLive, type Live } from "./live";
import { placeOf, usePlace, type Place } from "./place";
import { Argument } from "./screens/Argument";
import { Claim } from "./screens/Claim";
import { Claims } from "./screens/Claims";
import { Figures } from "./screens/Figures";
import { Search } from "./screens/Search";

const screens = { claims: "Claims", search: "Search", figures: "Figures" };
const said: Record<Live, string> = { connecting: "Connecting …", live: "Live", lost: "Not live, trying again …" };

export function App() {
  const place = usePlace();
  const live = useLive();
  const shown = place.path[0] || "claims";
  return (
    <>
      <header>
        <nav>
          {Object.entries(screens).map(([name, title]) => (
            <a key={name} href={placeOf([name])} aria-current={name === shown ? "page" : undefined}>{title}</a>
          ))}
        </nav>
        <p role="status" className={live}>{said[live]}</p>
      </header>
      <main tabIndex={-1} ref={useFocusOf(place.path.join("/"))}>
        {/* Not before changes are followed: one between the reading and the following would be missed. */}
        {live !== "connecting" && <Screen {...place} />}
      </main>
    </>
  );
}

function Screen({ path: [name, first, second], query }: Place) {
  if (name === "claims" && first) return <Claim key={first} id={first} />;
  if (name === "search") return <Search query={query} />;
  if (name === "figures") return <Figures query={query} />;
  if (name === "argument" && first && second) return <Argument essay={first} root={second} query={query} />;
  return <Claims query={query} />;
}

/** Let those who use the keyboard, or listen, go on in the screen that a link led to, from its beginning. */
function useFocusOf(path: string) {
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== path) main.current?.focus();
    before.current = path;
  }, [path]);
  return main;
}
