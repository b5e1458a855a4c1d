-- Employers, their needs, introductions; experts, methods and networking.
select 1;
