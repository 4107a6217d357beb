"""What other systems hear of a shop: webhooks, their outbox, their deliveries."""
