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
      {/* Not before changes are followed: one between the reading and the following would be missed. */}
      <main>{live !== "connecting" && <Screen {...place} />}</main>
    </>
  );
}

function Screen({ path: [name, first, second], query }: Place) {
  if (name === "claims" && first) return <Claim key={first} id={first} />;
  if (name === "search") return <Search query={query} />;
  if (name === "figures") return <Figures measure={first ?? "elapsed-time"} />;
  if (name === "argument" && first && second) return <Argument essay={first} root={second} query={query} />;
  return <Claims query={query} />;
}
