import { useState } from "react";
import { createRoot } from "react-dom/client";
import { type NotificationProvider, Refine, useDeleteMany, useTable, useUpdateMany } from "@refinedev/core";
import { useForm } from "@refinedev/react-hook-form";
import { dataProvider, type RefusedError } from "lunju/refine";

interface Claim {
  id: string;
  number: number;
  stance: string;
  text: { en?: string };
  version: number;
}

const service = new URLSearchParams(location.search).get("service") ?? "http://localhost:8000";

let key = "";
const lunju = dataProvider(service, { key: () => key });

function Claims({ edit }: { edit: (id: string) => void }) {
  const table = useTable<Claim>({
    resource: "claims",
    pagination: { pageSize: 10 },
    sorters: { initial: [{ field: "number", order: "asc" }] },
  });
  const [chosen, setChosen] = useState<string[]>([]);
  const { mutate: change } = useUpdateMany();
  const { mutate: remove } = useDeleteMany();
  const { data, total } = table.result;
  return (
    <>
      <label>
        Kind <input onChange={({ target }) => table.setFilters([{ field: "kind", operator: "eq", value: target.value }])} />
      </label>
      <button onClick={() => table.setSorters([{ field: "number", order: "desc" }])}>Last first</button>
      <button onClick={() => table.setCurrentPage(table.currentPage + 1)}>Next page</button>
      <button onClick={() => change({ resource: "claims", ids: chosen, values: { stance: "reports" } })}>
        Only reported
      </button>
      <button onClick={() => remove({ resource: "claims", ids: chosen })}>Delete</button>
      <p>{total} claims</p>
      <ul>
        {data.map(({ id, stance, text }) => (
          <li key={id}>
            <input
              type="checkbox"
              aria-label={id}
              onChange={({ target }) => setChosen(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />
            <button onClick={() => edit(id)}>{id}</button> {stance}: {text.en}
          </li>
        ))}
      </ul>
    </>
  );
}

function EditClaim({ id }: { id: string }) {
  const {
    refineCore: { onFinish, query },
    register,
    handleSubmit,
    formState: { errors },
  } = useForm<Claim, RefusedError, Omit<Claim, "id" | "number"> & { section_id: string; _reason: string }>({
    refineCoreProps: { resource: "claims", id, action: "edit", redirect: false },
  });
  return (
    <form onSubmit={handleSubmit((values) => onFinish(values).catch(() => undefined))}>
      <input type="hidden" {...register("version")} />
      <label>Stance <input {...register("stance")} /></label>
      <label>English <input {...register("text.en")} /></label>
      <label>Section <input {...register("section_id")} /></label>
      <label>Why <input {...register("_reason")} /></label>
      <button>Save</button>
      <button type="button" onClick={() => query?.refetch()}>Reload</button>
      <p role="alert">{errors.stance?.message} {errors.text?.en?.message} {errors.section_id?.message}</p>
    </form>
  );
}

function App() {
  const [editing, setEditing] = useState<string>();
  const [told, setTold] = useState("");
  const notificationProvider: NotificationProvider = {
    open: ({ message, description }) => setTold(`${message} ${description ?? ""}`),
    close: () => setTold(""),
  };
  return (
    <Refine
      dataProvider={lunju}
      notificationProvider={notificationProvider}
      resources={[{ name: "claims" }]}
      options={{ disableTelemetry: true }}
    >
      <label>Key <input type="password" onChange={({ target }) => (key = target.value)} /></label>
      <p role="status">{told}</p>
      {editing ? <EditClaim id={editing} /> : <Claims edit={setEditing} />}
    </Refine>
  );
}

createRoot(document.body.appendChild(document.createElement("main"))).render(<App />);
