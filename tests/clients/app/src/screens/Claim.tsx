import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "lunju";
import { recordOptions } from "lunju/tanstack";
import { useState } from "react";
import { Answer } from "../Answer";
import { say } from "../language";
import { placeOf } from "../place";
import { lunju } from "../service";
import { EditClaim } from "./EditClaim";

/** A claim with what bears on it, and what it bears on: one request. */
export function Claim({ id }: { id: string }) {
  const [editing, setEditing] = useState<boolean>();
  const claim = useQuery(
    recordOptions(lunju.claims, id, {
      embed: ["section", "sources", "evidence.origin", "bears_on.target"],
      embed_limit: 100,
    }),
  );
  return (
    <>
      <title>{id}</title>
      <Answer of={claim}>
        {(claim) => (
          <article>
            <p className="quiet">
              {claim.id} · {claim.kind} · {claim.stance} · version {claim.version}
            </p>
            <h1>{say(claim.text)}</h1>
            {Object.entries(claim.text).map(([language, text]) => (
              text !== say(claim.text) && <p key={language} lang={language}>{text}</p>
            ))}
            <p className="quiet">
              {[say(claim._embedded.section?.title), ...claim._embedded.sources.map(({ name }) => say(name))]
                .filter(Boolean)
                .join(" · ")}
            </p>
            {editing ? (
              <EditClaim claim={claim} leave={() => setEditing(false)} />
            ) : (
              <p>
                {/* Who has left the form is where it was opened. */}
                <button autoFocus={editing === false} onClick={() => setEditing(true)}>Edit</button>{" "}
                <a className="button" href={placeOf(["argument", claim.essay_id, claim.id])}>The argument around it</a>
              </p>
            )}
            <h2>What bears on it</h2>
            <Links ends={claim._embedded.evidence.map((link) => ({ link, end: link._embedded.origin }))} />
            <h2>What it bears on</h2>
            <Links ends={claim._embedded.bears_on.map((link) => ({ link, end: link._embedded.target }))} />
          </article>
        )}
      </Answer>
    </>
  );
}

type End = NonNullable<Schemas["EvidenceEmbedded"]["origin"] | Schemas["EvidenceEmbedded"]["target"]>;

function Links({ ends }: { ends: { link: Schemas["Evidence"]; end: End | null }[] }) {
  if (!ends.length) return <p className="quiet">Nothing.</p>;
  return (
    <ul className="cards">
      {ends.map(({ link, end }) => (
        <li key={link.id} className={link.relation}>
          <small>{link.relation}</small> {end && <Named record={end} />}
        </li>
      ))}
    </ul>
  );
}

/** A record by what it says or is called: its type tells which fields it has. */
function Named({ record }: { record: End }) {
  switch (record.type) {
    case "claim":
      return <a href={placeOf(["claims", record.id])}>{say(record.text)}</a>;
    case "statistic":
      return <a href={placeOf(["figures"], { measure: record.measure })}>{say(record.text)}</a>;
    case "source":
      return <span>{say(record.name)}</span>;
    default:
      return <span>{record.id}</span>;
  }
}
