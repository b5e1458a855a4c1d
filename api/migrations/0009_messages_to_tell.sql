-- What could not be sent and has to be told: `sent_at` is then the moment somebody of the team told it. Few wait at a time.
create index outbox_message_to_tell on outbox_message (site_id, created_at)
  where status = 'not_reachable' and sent_at is null;
