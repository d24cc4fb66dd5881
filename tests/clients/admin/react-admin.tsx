import { useState } from "react";
import { createRoot } from "react-dom/client";
import {
  Admin, type AuthProvider, BulkDeleteButton, BulkUpdateButton, DataTable, Edit, List, Resource,
  SelectArrayInput, SelectInput, SimpleForm, TextInput, useLogin,
} from "react-admin";
import { dataProvider } from "lunju/react-admin";

const service = new URLSearchParams(location.search).get("service") ?? "http://localhost:8000";

const lunju = dataProvider(service, { key: () => sessionStorage.getItem("key") });

const authProvider: AuthProvider = {
  login: async ({ key }) => sessionStorage.setItem("key", key),
  logout: async () => sessionStorage.removeItem("key"),
  checkAuth: async () => {
    if (!sessionStorage.getItem("key")) throw new Error("A key is needed.");
  },
  checkError: async ({ status }) => {
    if (status === 401) throw new Error("The key is not good.");
  },
};

function LoginPage() {
  const [key, setKey] = useState("");
  const login = useLogin();
  return (
    <form onSubmit={(event) => (event.preventDefault(), login({ key }))}>
      <label>
        Key <input type="password" value={key} onChange={(event) => setKey(event.target.value)} />
      </label>
      <button>Sign in</button>
    </form>
  );
}

const choices = (...ids: string[]) => ids.map((id) => ({ id, name: id }));
const kinds = choices("thesis", "factual", "causal", "evaluative", "predictive", "prescriptive", "definitional");
const stances = choices("endorses", "rejects", "reports");

const ClaimList = () => (
  <List
    filters={[
      <SelectArrayInput source="kind" choices={kinds} alwaysOn />,
      <TextInput source="text_like" label="Text" alwaysOn />,
    ]}
    sort={{ field: "number", order: "ASC" }}
    perPage={5}
  >
    <DataTable
      bulkActionButtons={
        <>
          <BulkUpdateButton label="Only reported" data={{ stance: "reports" }} mutationMode="pessimistic" />
          <BulkDeleteButton mutationMode="pessimistic" />
        </>
      }
    >
      <DataTable.Col source="id" />
      <DataTable.Col source="number" />
      <DataTable.Col source="stance" />
      <DataTable.Col source="text.en" disableSort />
    </DataTable>
  </List>
);

const ClaimEdit = () => (
  <Edit mutationMode="pessimistic" redirect={false}>
    <SimpleForm>
      <SelectInput source="stance" choices={stances} />
      <TextInput source="text.en" label="English" multiline />
      <TextInput source="note.en" label="Note" />
      <TextInput source="section_id" />
      <TextInput source="_reason" label="Why" />
    </SimpleForm>
  </Edit>
);

createRoot(document.body.appendChild(document.createElement("main"))).render(
  <Admin dataProvider={lunju} authProvider={authProvider} loginPage={LoginPage} disableTelemetry>
    <Resource name="claims" list={ClaimList} edit={ClaimEdit} />
  </Admin>,
);
