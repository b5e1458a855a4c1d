-- Paths: strengths, needs, actions, coaching, services, milestones, coworking.
select 1;
