drop table read.access_parts, read.access_packages, read.data_requests;
