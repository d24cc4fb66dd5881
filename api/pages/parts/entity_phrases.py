"""What pages say of who and what is spoken of, in each of their languages."""

ENTITY_PHRASES: dict[str, tuple[str, str]] = {
    "about": ("About", "涉及"),
    "aliases": ("Also called", "又称"),
    "entity": ("Entity", "实体"),
    "of_entity_claims": ("Claims about it", "关于它的主张"),
    "of_entity_relationships": ("Relationships about it", "关于它的关系"),
    "of_entity_sources": ("Sources that it is", "它作为来源"),
    "of_entity_statistics": ("Figures of it", "关于它的数字"),
    "of_entity_topics": ("Topics about it", "关于它的主题"),
    "same_as": ("The same as", "等同于"),
}
