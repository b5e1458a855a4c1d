-- Figures read the answers to one instrument, and who was asked, of a few sites among many.
create index survey_response_figures on survey_response (site_id, instrument, answered_on) where score is not null;
create index survey_invitation_site on survey_invitation (site_id, entry_on);

-- The quality gates read who was informed, and who was said to be two people: whoever kept a figure notices that one was written.
create trigger note_change after insert or update or delete on consent
  for each statement execute function interra.note_change();
create trigger note_change after insert or update or delete on duplicate_decision
  for each statement execute function interra.note_change();
