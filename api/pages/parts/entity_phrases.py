"""What pages say of who and what is spoken of, in each of their languages."""

ENTITY_PHRASES: dict[str, tuple[str, str]] = {
    "about": ("About", "涉及"),
    "aliases": ("Also called", "又称"),
    "entity": ("Entity", "实体"),
    "claims_about": ("Claims about it", "关于它的主张"),
    "relationships_about": ("Relationships about it", "关于它的关系"),
    "sources_it_is": ("Sources that it is", "它作为来源"),
    "figures_of": ("Figures of it", "关于它的数字"),
    "topics_about": ("Topics about it", "关于它的主题"),
    "same_as": ("The same as", "等同于"),
}
