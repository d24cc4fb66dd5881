"""The words of linked data that are Lunju's own: a vocabulary in RDF Schema 1.1, whose IRIs this service answers."""

from dataclasses import dataclass
from typing import Any, Literal

from api.formats.record_urls import RecordUrls

PATH = "/vocab"
UNPLACED = "urn:lunju:vocab#"
"""What the words begin with in a file that is not of any one service: JSON-LD takes no relative IRI for a word."""

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_CONTEXT = {
    "rdfs": _RDFS,
    "Class": "rdfs:Class",
    "Property": f"{_RDF}Property",
    "label": {"@id": "rdfs:label", "@language": "en"},
    "comment": {"@id": "rdfs:comment", "@language": "en"},
    "subClassOf": {"@id": "rdfs:subClassOf", "@type": "@id"},
    "isDefinedBy": {"@id": "rdfs:isDefinedBy", "@type": "@id"},
    "title": {"@id": "http://purl.org/dc/terms/title", "@language": "en"},
    "license": {"@id": "http://purl.org/dc/terms/license", "@type": "@id"},
    "Ontology": "http://www.w3.org/2002/07/owl#Ontology",
}


@dataclass(frozen=True)
class Word:
    """A class or property of the vocabulary.

    Attributes:
        name: what follows the namespace.
        kind: which of the two it is.
        comment: what it means.
        broader: of a class: the IRI of the class that it is a kind of.
    """

    name: str
    kind: Literal["Class", "Property"]
    comment: str
    broader: str | None = None


RELATIONS = {
    "supports": ("supportedBy", "Gives a reason to accept."),
    "challenges": ("challengedBy", "Gives a reason to reject."),
    "qualifies": ("qualifiedBy", "Limits when, where or how far it holds."),
    "illustrates": ("illustratedBy", "Is an example of."),
    "restates": ("restatedBy", "Says the same in other words."),
    "undercuts": ("undercutBy", "Gives a reason why a link of evidence does not hold."),
    "contrary": (None, "Cannot be true together with it; holds from both sides."),
    "contradictory": (None, "Is true just where it is not; holds from both sides."),
    "equivalent": (None, "Is true just where it is; holds from both sides."),
}
"""The relations of evidence, each with the name of its inverse, if that is another, and what it means."""

WORDS = (
    Word("Evidence", "Class", "A typed link from a claim, statistic or source to what it bears on."),
    Word("Relationship", "Class", "Two poles held in tension, and how an essay resolves them."),
    Word("Pole", "Class", "One of the two poles of a relationship."),
    Word("Topic", "Class", "A named strand of an essay: a breakthrough, a gap or a lever."),
    *(Word(name, "Property", comment) for name, (_, comment) in RELATIONS.items()),
    Word("status", "Property", "`published`, or `withdrawn` where Lunju's record no longer stands."),
    Word("kind", "Property", "What kind of claim, source or topic it is."),
    Word("stance", "Property", "How the author stands to a claim: `endorses`, `reports` or `rejects`."),
    Word("attributedTo", "Property", "A source that the essay attributes it to; none means the author."),
    Word("passage", "Property", "A place in the text where it stands."),
    Word("oneUtterance", "Property", "Whether the places of a claim, in order, are pieces of one utterance."),
    Word("section", "Property", "The section of its first passage."),
    Word("paragraph", "Property", "The ordinal of the paragraph in the essay, from 1."),
    Word("sentence", "Property", "The ordinal of the sentence in the essay, from 1."),
    Word("length", "Property", "The length of a text in Unicode code points."),
    Word("level", "Property", "The depth of a section in the outline, from 1."),
    Word("byline", "Property", "What the byline of an essay says of its author."),
    Word("asWritten", "Property", "How the essay words a figure, or names a source."),
    Word("cslType", "Property", "The kind of work, as a CSL 1.0.2 type."),
    Word("workNumber", "Property", "The number of a report, a standard, a patent or an article."),
    Word("event", "Property", "The conference, or what else a work was presented at."),
    Word("archive", "Property", "The archive that keeps a work."),
    Word("accessed", "Property", "When a work was looked at where it can be read."),
    Word("relation", "Property", "How the origin of a link bears on its target: a property of this vocabulary."),
    Word("origin", "Property", "What a link of evidence comes from."),
    Word("target", "Property", "What a link of evidence leads to."),
    Word("group", "Property", "Links that share a group and a target are jointly necessary."),
    Word("scheme", "Property", "The scheme of argument: a concept of SKOS, which this service describes."),
    Word("criticalQuestion", "Property", "What to ask of an argument that follows a scheme."),
    Word("assertedBy", "Property", "Whether the author makes the link or gives the figure, the analyst, or another."),
    Word("asserter", "Property", "The source that asserts a link, where neither author nor analyst does."),
    Word("quantity", "Property", "What kind of quantity a figure is."),
    Word("comparator", "Property", "How the wording compares the figure with its value."),
    Word("reading", "Property", "The published rule that reads vague wording."),
    Word("lowerClosed", "Property", "Whether the lower end belongs to the interval that a figure denotes."),
    Word("upperClosed", "Property", "Whether the upper end belongs to the interval that a figure denotes."),
    Word("boundBasis", "Property", "Where the ends come from: the wording, the nature of the quantity, or a reading."),
    Word("normalisedLower", "Property", "The lower end in the base unit of the dimension."),
    Word("normalisedUpper", "Property", "The upper end in the base unit of the dimension."),
    Word("period", "Property", "When a figure holds (EDTF level 1)."),
    Word("mode", "Property", "In what way a figure is given."),
    Word("condition", "Property", "What restricts a figure, in words."),
    Word("conditionedBy", "Property", "The figure that restricts this one."),
    Word("rankedBy", "Property", "Of a rank: by what."),
    Word("rankedAmong", "Property", "Of a rank: among whom."),
    Word("states", "Property", "A figure that a claim states."),
    Word("inputs", "Property", "The list of figures that this one is computed from: a, b, c… of the formula."),
    Word("formula", "Property", "How a figure is computed from its inputs, each in base units."),
    Word("recomputedLower", "Property", "The lower end as recomputed, in base units."),
    Word("recomputedUpper", "Property", "The upper end as recomputed, in base units."),
    Word("agrees", "Property", "Whether a figure and its recomputation, or a later one, have a value in common."),
    Word("verdict", "Property", "What a review comes to, in Lunju's words; there is no score."),
    Word("targetChanged", "Property", "Whether the record has changed since the version that was reviewed."),
    Word("supersedes", "Property", "A review in whose place this one stands."),
    Word("ratioLower", "Property", "What a figure that was found later is to the one reviewed, at least."),
    Word("ratioUpper", "Property", "What a figure that was found later is to the one reviewed, at most."),
    Word("system", "Property", "Whose code a unit has: UCUM, ISO 4217, or `count` for what is counted."),
    Word("dimension", "Property", "What a unit measures; figures compare within one dimension."),
    Word("factor", "Property", "How many base units of the dimension one unit is, exactly: a decimal, or a ratio."),
    Word("poles", "Property", "The list of the two poles of a relationship."),
    Word("question", "Property", "The question between the poles."),
    Word("thesis", "Property", "The claim that is the essay's thesis on a relationship."),
    Word("resolution", "Property", "How the essay resolves the tension."),
    Word("lever", "Property", "The topic that answers a relationship, as a lever."),
    Word("claim", "Property", "A claim that speaks for a pole, or belongs to a topic."),
    Word("between", "Property", "A claim of how the poles of a relationship stand to each other."),
)


def namespace(at: RecordUrls) -> str:
    """Return what the IRIs of the vocabulary begin with."""
    return f"{at.url}{PATH}#" if at.url else UNPLACED


def vocabulary(at: RecordUrls) -> dict[str, Any]:
    """Return the vocabulary as a JSON-LD document that stands by itself."""
    whole = f"{at.base}{PATH}"
    described = [
        {
            "@id": namespace(at) + word.name,
            "@type": word.kind,
            "label": word.name,
            "comment": word.comment,
            "isDefinedBy": whole,
        }
        | ({"subClassOf": word.broader} if word.broader else {})
        for word in WORDS
    ]
    ontology = {"@id": whole, "@type": "Ontology", "title": "The vocabulary of Lunju", "license": at.license(None)}
    return {"@context": _CONTEXT, "@graph": [ontology, *described]}
