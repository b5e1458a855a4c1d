-- Juries: rounds, jurors, reviews, votes, decisions.
select 1;
