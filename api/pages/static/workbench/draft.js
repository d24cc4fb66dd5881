// What was changed here and is not saved yet: a list of items, and the lists that it was before.
//
// An item makes a record (`create`) or changes one that stands (`patch`). Until it is saved, `$` and the item's name
// stand for the id of what it makes. Places are ranges of the text; they become passages when they are saved.
const REFERS = /_id$|^(measure|subject|unit|attributed_to|states|about|claims|inputs)$/;

export class Draft extends EventTarget {
  #past = [];
  #future = [];
  #names = 0;
  #found = new Map();
  #of = null;
  #at = -1;

  constructor(records) {
    super();
    this.records = records;
    this.items = [];
    this.dismissed = new Set();
  }

  #set(items, dismissed = this.dismissed) {
    this.#past.push([this.items, this.dismissed]);
    this.#future = [];
    this.items = items;
    this.dismissed = dismissed;
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  undo() {
    this.#step(this.#past, this.#future);
  }

  redo() {
    this.#step(this.#future, this.#past);
  }

  #step(from, to) {
    if (!from.length) return;
    to.push([this.items, this.dismissed]);
    [this.items, this.dismissed] = from.pop();
    this.#tell();
  }

  // What is saved is no change any more, and nothing of it can be undone here.
  clear() {
    this.#past = [];
    this.#future = [];
    this.items = [];
    this.#tell();
  }

  // Several changes as one step.
  apply(changes) {
    if (!changes.length) return [];
    let items = this.items;
    const made = changes.map((change) => {
      const [next, name] = change.create ? this.#created(items, change) : this.#changed(items, change);
      items = next;
      return name;
    });
    this.#set(items);
    return made;
  }

  // Makes a record, and returns what stands for its id.
  create(resource, body, places = []) {
    return this.apply([{ create: resource, body, places }])[0];
  }

  // Changes fields of a record, whether it stands or is yet to be made.
  change(id, body, places) {
    this.apply([{ change: id, body, places }]);
  }

  #created(items, { create, body, places = [], name = this.freshName() }) {
    return [[...items, { name, op: "create", resource: create, body, places }], body.id ?? `$${name}`];
  }

  freshName() {
    return `n${++this.#names}`;
  }

  #changed(items, { change, body, places }) {
    const place = items.findIndex((item) => this.idOf(item) === change);
    if (place >= 0) {
      const item = items[place];
      const next = { ...item, body: { ...item.body, ...body }, ...(places ? { places } : {}) };
      return [items.with(place, next), change];
    }
    const base = this.records.byId.get(change);
    const item = { name: this.freshName(), op: "patch", resource: base.resource, id: change, version: base.version, base, body };
    return [[...items, places ? { ...item, places } : item], change];
  }

  idOf(item) {
    return item.op === "create" ? (item.body.id ?? `$${item.name}`) : item.id;
  }

  // Items that cannot do without another, since they name what it makes.
  leaning(item) {
    const id = this.idOf(item);
    const names = (value) => value === id || (Array.isArray(value) && value.some((one) => names(one?.claim_id ?? one)));
    const leans = ({ body }) => Object.entries(body).some(([field, value]) => REFERS.test(field) && names(value));
    return item.op === "create" ? this.items.filter((other) => other !== item && leans(other)) : [];
  }

  // Takes a change back, and what cannot do without it.
  remove(item) {
    const gone = new Set([item]);
    for (const one of gone) for (const other of this.leaning(one)) gone.add(other);
    this.#set(this.items.filter((one) => !gone.has(one)));
  }

  replace(item, next) {
    this.#set(this.items.map((one) => (one === item ? next : one)));
  }

  dismiss(proposal) {
    this.#set(this.items, new Set([...this.dismissed, proposal]));
  }

  // Every record of a kind as it will be, in the order of the text.
  all(resource) {
    return this.#kept(resource, () => this.#gathered(resource));
  }

  // The links that bear on a record.
  linksTo(id) {
    const byTarget = this.#kept("links by target", () => Map.groupBy(this.all("evidence"), (link) => link.target_id));
    return byTarget.get(id) ?? [];
  }

  // What follows from the changes and from what stands is found once for each state of these.
  #kept(name, make) {
    if (this.#of !== this.items || this.#at !== this.records.state) {
      [this.#of, this.#at] = [this.items, this.records.state];
      this.#found.clear();
    }
    if (!this.#found.has(name)) this.#found.set(name, make());
    return this.#found.get(name);
  }

  #gathered(resource) {
    const changed = new Map(this.items.filter((item) => item.resource === resource).map((item) => [this.idOf(item), item]));
    const standing = [...this.records.byId.values()].filter((record) => record.resource === resource);
    const shown = standing.map((record) => this.#merged(record, changed.get(record.id)));
    for (const [id, item] of changed) {
      if (item.op === "create") shown.push({ id, resource, ...item.body, places: item.places, item });
    }
    return shown.filter((record) => record.status !== "withdrawn").sort(inOrder);
  }

  one(id) {
    const item = this.items.find((one) => this.idOf(one) === id);
    if (item?.op === "create") return { id, resource: item.resource, ...item.body, places: item.places, item };
    const record = this.records.byId.get(id);
    return record && this.#merged(record, item);
  }

  #merged(record, item) {
    return item ? { ...record, ...item.body, places: item.places ?? record.places, item } : record;
  }
}

const place = (record) => record.places?.[0]?.[0] ?? Infinity;
const inOrder = (one, two) => (place(one) === place(two) ? (one.number ?? Infinity) - (two.number ?? Infinity) || 0 : place(one) - place(two));
