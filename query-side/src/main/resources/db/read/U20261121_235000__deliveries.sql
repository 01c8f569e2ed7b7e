drop table read.deliveries, read.webhooks;
