"""Reads directives and events out of a release; pure: text in, values out.

`pipeline.extract` is the door. Behind it, in the order in which a release passes:

- the paper: `layout` (blocks), `sentences` (words), `tables`, `page` (all of it, and what form of paper it is), `head`,
  `headline`, `stamps`, `dates`
- block by block: `passages`, `entering`, `introductions`, `addressees`, `items`, `heads`, `tails`, `answers`,
  `prose`
- a sentence: `asides`, `grammar`, `clauses`; then what it asks -
  by a wording of `rules/asks.toml`: `asks`, `active`, `passive`, `modal`, `imperative`, `bidden`, `projects`;
  without one: `orders`, `bare`, `reported`, `calling`, `continuing`, `delegated`, `enumerations`, `listing`,
  `followups`
- who and how many: `owners`, `addressing`, `splitting`, `speakers`, `standing`, `screening`, `kinds`
- by when: `attach`, `limits`, `deadlines`, `searching`, `wordings`, `chaining`
- the answer: `merging`, `phrasing`, `confidence`
- events: `events`, `scenes`, `naming`, `bars`, `meetings`, `occasions`, `agendas`
"""
