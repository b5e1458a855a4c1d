-- Figures read the answers to one instrument, and who was asked, of a few sites among many.
create index survey_response_figures on survey_response (site_id, instrument, answered_on) where score is not null;
create index survey_invitation_site on survey_invitation (site_id, entry_on);
