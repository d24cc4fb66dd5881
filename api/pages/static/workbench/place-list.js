// The places of a record in the text, to add to and to take from; the first is the primary one.
import { button, element, refill, shortened } from "./elements.js";
import { say } from "./told.js";

export class PlaceList {
  constructor(bench, places, label = say("places")) {
    this.bench = bench;
    this.places = [...places];
    this.list = element("ul", { class: "places" });
    this.node = element("div", { class: "field" }, element("p", { class: "label" }, label), this.list);
    this.#render();
  }

  add(place) {
    if (this.places.some(([start, end]) => start === place[0] && end === place[1])) return;
    this.places.push(place);
    this.#render();
  }

  #render() {
    this.tell?.();
    const text = this.bench.text;
    const items = this.places.map((place, number) =>
      element(
        "li",
        {},
        element("q", { lang: this.bench.essay.language }, text ? shortened(text.places.words(...place), 160) : say("a_place", place[0], place[1])),
        button(say("take_away"), () => {
          this.places.splice(number, 1);
          this.#render();
        }, { class: "quiet", "aria-label": say("take_place_away", number + 1), "data-focus": `place-${number}` }),
      ),
    );
    refill(this.list, items.length ? items : element("li", { class: "hint" }, say("no_place")));
    if (text) this.list.append(element("li", { class: "hint" }, say("another_place")));
  }
}
